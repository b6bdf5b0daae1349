"""What a score costs: time, memory, parameters, and how they grow with the length."""
