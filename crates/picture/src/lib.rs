//! Image files as bytes: kind and pixel size from the first bytes, without decoding.
