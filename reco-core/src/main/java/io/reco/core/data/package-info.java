/**
 * What is known about a music service: tracks, artists, albums, characters, playlists and events, in immutable columns.
 *
 * <p>Raw ids are strings and live outside ({@code trackId}); inside, every entity is a dense index from an
 * {@link io.reco.core.data.IdMap} ({@code trackIdx}, or {@code t} for a track, {@code c} for a character, {@code a} for
 * an artist). Index {@code -1} ({@link io.reco.core.data.IdMap#ABSENT}) means "none".
 */
@NullMarked
package io.reco.core.data;

import org.jspecify.annotations.NullMarked;
