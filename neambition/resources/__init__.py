"""What can be suggested to a school: the catalogue, what a request means, and which entries fit."""
