"""Reads a scenario set with a model of the Hugging Face Hub as the page of EIA Lab does, and writes what the page opens."""
