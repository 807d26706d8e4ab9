"""Claims in, knowledge out: resolution, stores, queries, analysis, exports."""
