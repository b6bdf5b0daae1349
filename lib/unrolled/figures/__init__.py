"""Figures draw records: a plotly ``Figure`` for charts, an SVG ``Drawing`` for diagrams and hot sliders."""
