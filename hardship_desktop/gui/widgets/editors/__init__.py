"""One editor per kind of value; a form chooses among them."""
