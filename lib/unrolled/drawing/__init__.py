"""What figures are drawn with: SVG, colours, type, axes. No torch, no models."""
