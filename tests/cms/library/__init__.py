"""The library of pictures, files and videos."""
