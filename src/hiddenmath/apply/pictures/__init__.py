"""Visuals drawn by Matplotlib for files: `_NAME.py` holds `figure(attributes)`, which draws the visual NAME."""
