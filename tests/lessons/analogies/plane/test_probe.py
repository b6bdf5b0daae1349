"""The plane of two principal components: distances kept, signs settled, degenerate points."""

import numpy as np
import pytest

from unrolled.lessons.analogies.plane.probe import Plane


def test_points_of_a_plane_keep_their_distances():
    generator = np.random.default_rng(1)
    axes = np.linalg.qr(generator.normal(size=(5, 2)))[0].T  # (2, 5)
    flat = generator.normal(size=(6, 2))
    plane = Plane(flat @ axes + 3, axes[0])
    got = plane.project(flat @ axes + 3)
    assert plane.kept == pytest.approx(1)
    np.testing.assert_allclose(
        np.linalg.norm(got[:, None] - got, axis=2), np.linalg.norm(flat[:, None] - flat, axis=2), atol=1e-9
    )


def test_the_share_kept_by_hand():
    points = np.array([[3.0, 0, 0], [-3, 0, 0], [0, 2, 0], [0, -2, 0], [0, 0, 1], [0, 0, -1]])
    assert Plane(points, points[0]).kept == pytest.approx((9 + 4) / (9 + 4 + 1))


@pytest.mark.parametrize("sign", [1, -1])
def test_what_it_lies_along_points_right_and_up(sign):
    points = np.random.default_rng(2).normal(size=(7, 4))
    along = sign * (points[1] - points[0])
    plane = Plane(points, along)
    moved = plane.project((points[0] + along)[None]) - plane.project(points[:1])
    assert (moved >= 0).all()


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_points_have_a_plane_too(count):
    points = np.eye(3)[:count]
    got = Plane(points, np.ones(3)).project(points)
    assert got.shape == (count, 2)
    assert np.isfinite(got).all()
