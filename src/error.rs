//! The union of everything that can go wrong on the way from a page to an episode.
