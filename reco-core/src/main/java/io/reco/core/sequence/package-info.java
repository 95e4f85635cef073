/**
 * Sequences of tracks as models train on them: whole histories, sessions, playlists. Built from the columns on the fly, never
 * held all at once.
 */
@NullMarked
package io.reco.core.sequence;

import org.jspecify.annotations.NullMarked;
