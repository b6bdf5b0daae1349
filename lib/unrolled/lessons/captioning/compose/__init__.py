"""Put a picture together from role, person and skin tone, or bring one, and read its caption."""
