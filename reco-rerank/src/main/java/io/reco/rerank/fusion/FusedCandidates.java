package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several sources of a request as one. Asked for n, it pulls n from each source, fuses them and keeps the best n; fewer come
 * back only when all sources are dry. A pipeline that pulls deeper thereby pulls deeper from every source.
 *
 * <p>With round robin a deeper pull gives what was given before and more. With {@link ReciprocalRankFusion} and
 * {@link ScoreBlend} it is the ranking of the deeper lists: a track that another source holds further down gains by it, so
 * scores may change and a track from the end of an earlier pull may fall behind. Pipelines judge every pull afresh.
 *
 * <p>Thread-safe when the sources are; pulls them one after the other on the calling thread.
 */
public final class FusedCandidates implements CandidateSource {
    private final Fusion fusion;
    private final List<Source> sources;
    private final IdMap tracks;

    /**
     * Several sources as one.
     *
     * @param fusion how to make one list of several
     * @param sources at least one, with different names
     * @param tracks the tracks of the catalogue that the indices refer to
     */
    public FusedCandidates(Fusion fusion, List<Source> sources, IdMap tracks) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("there is no source");
        }
        Set<String> names = new HashSet<>();
        for (Source source : sources) {
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("two sources have the name '" + source.name() + "'");
            }
        }
        this.fusion = fusion;
        this.sources = List.copyOf(sources);
        this.tracks = tracks;
    }

    /** The best n with the sources of each. */
    public Fused fused(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n " + n + " is not 1 or above");
        }
        return fusion.fuse(
                sources.stream().map(source -> source.lists().apply(n)).toList(), n, tracks);
    }

    /** As {@link #fused}; the source of a candidate is that of {@link Fused#candidates}. */
    @Override
    public Candidates top(int n) {
        return fused(n).candidates();
    }

    @Override
    public String toString() {
        return "FusedCandidates[" + fusion + ", "
                + sources.stream().map(Source::name).toList() + "]";
    }
}
