"""How records read in answers, in the words of either generation of the API."""
