//! What the studio keeps: the record model and its IndexedDB store.
