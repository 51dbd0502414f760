"""Captions as people hand them in and write them: WebVTT and SRT in, clean WebVTT out. Plain Python."""
