from .clues.exercise import DISTANCE
from .clues.panel import CluesPanel
from .exploding.exercise import CLIFF, check_clip
from .exploding.panel import ExplodingPanel
from .horizon.exercise import HORIZON
from .horizon.panel import HorizonPanel
from .x_ray.exercise import (
    FORGET,
    FRANCE,
    RADIUS,
    TRAINED,
    check_gradient_back,
    check_largest_gradient,
    check_radius_for_half_life,
    check_through_the_carry,
    check_window_gradients,
)
from .x_ray.panel import GradientPanel

__all__ = [
    "CLIFF",
    "DISTANCE",
    "FORGET",
    "FRANCE",
    "HORIZON",
    "RADIUS",
    "TRAINED",
    "CluesPanel",
    "ExplodingPanel",
    "GradientPanel",
    "HorizonPanel",
    "check_clip",
    "check_gradient_back",
    "check_largest_gradient",
    "check_radius_for_half_life",
    "check_through_the_carry",
    "check_window_gradients",
]
