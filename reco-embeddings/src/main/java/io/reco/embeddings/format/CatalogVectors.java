package io.reco.embeddings.format;

import io.reco.embeddings.TrackVectors;

/**
 * Vectors that were matched with a catalogue.
 *
 * @param vectors those whose id is a track of the catalogue
 * @param unknownIds how many others there were
 */
public record CatalogVectors(TrackVectors vectors, int unknownIds) {}
