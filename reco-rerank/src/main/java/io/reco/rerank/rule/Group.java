package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;

/** What tracks have in common that a list should not have too much of. */
public enum Group {
    /** A credited artist, in any role. */
    ARTIST,
    /** The album. */
    ALBUM;

    /** Number of groups a track is in. */
    int count(Catalog catalog, int t) {
        return this == ARTIST ? catalog.creditCount(t) : catalog.album(t) == IdMap.ABSENT ? 0 : 1;
    }

    /** Group {@code j} of a track. */
    int of(Catalog catalog, int t, int j) {
        return this == ARTIST ? catalog.creditArtist(t, j) : catalog.album(t);
    }

    /** Whether group {@code j} of a track is none of those before it: an artist may be credited in several roles. */
    boolean isFirst(Catalog catalog, int t, int j) {
        for (int l = 0; l < j; l++) {
            if (of(catalog, t, l) == of(catalog, t, j)) {
                return false;
            }
        }
        return true;
    }
}
