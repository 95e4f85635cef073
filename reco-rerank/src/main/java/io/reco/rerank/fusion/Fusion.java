package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import java.util.List;

/**
 * Makes one list of several. The result is free of duplicates, every track of it is in a list, and equal lists give equal
 * results. Of one list it keeps the tracks; of empty lists it makes an empty one. Implementations are immutable and
 * thread-safe.
 */
public interface Fusion {
    /**
     * The fused list.
     *
     * @param lists one list per source, with different names; some or all may be empty
     * @param n number of tracks wanted, 0 or above
     * @param ids the tracks of the catalogue, for ties
     * @return the best {@code n}, or all tracks of the lists when those are fewer
     */
    Fused fuse(List<Ranked> lists, int n, IdMap ids);
}
