"""The vocabulary: classes, properties, concepts, shapes and reference data."""
