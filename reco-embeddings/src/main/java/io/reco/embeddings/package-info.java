/**
 * Tracks as vectors, and what vectors answer: similar tracks, similar artists, similar playlists. How the vectors come about
 * is the matter of the packages below.
 */
@NullMarked
package io.reco.embeddings;

import org.jspecify.annotations.NullMarked;
