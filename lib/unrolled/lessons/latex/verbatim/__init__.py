"""How much of the held-out chapters stands word for word in the training chapters, and what the loss is elsewhere."""
