package io.reco.core.recommend;

import io.reco.core.data.IdMap;
import io.reco.core.vector.SearchHits;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Puts one list together from segments, each in its own order: the model's tracks, then rung after rung of the fallback.
 * The first segment keeps its scores. The {@code j}-th track after it (j = 1, 2, ...) gets
 * {@code lowest - j * max(1, |lowest|) / 2^20}, where {@code lowest} is the last score of the first segment, so that the
 * whole list is in order of score.
 */
final class ListAssembler {
    private static final double STEP = 0x1p-20;

    private final IdMap ids;
    private final int k;
    private final BitSet taken;
    private final List<Recommendation> items = new ArrayList<>();
    private Basis basis = Basis.NONE;
    private String firstSource = "";
    private double lowest;
    private int below;

    /**
     * Begins a list.
     *
     * @param ids raw ids of the tracks
     * @param k number of tracks wanted
     * @param taken modified: tracks that may not come into the list (any more)
     */
    ListAssembler(IdMap ids, int k, BitSet taken) {
        this.ids = ids;
        this.k = k;
        this.taken = taken;
    }

    void addModel(String source, Basis modelBasis, SearchHits hits) {
        for (int i = 0; i < hits.size() && !full(); i++) {
            // Adding zero turns -0 into 0: the two are one score.
            add(hits.row(i), hits.score(i) + 0.0, source, modelBasis);
        }
    }

    void addRung(FallbackLadder.Rung rung) {
        ListenerCounter.Top top = rung.top();
        for (int i = 0; i < top.tracks().length && !full(); i++) {
            if (!taken.get(top.tracks()[i])) {
                add(top.tracks()[i], top.counts()[i], rung.source(), rung.basis());
            }
        }
    }

    private void add(int t, double score, String source, Basis sourceBasis) {
        taken.set(t);
        if (items.isEmpty()) {
            basis = sourceBasis;
            firstSource = source;
        }
        double placed = score;
        if (source.equals(firstSource)) {
            lowest = score;
        } else {
            below++;
            placed = lowest - below * Math.max(1, Math.abs(lowest)) * STEP;
        }
        items.add(new Recommendation(ids.id(t), placed, source));
    }

    boolean full() {
        return items.size() >= k;
    }

    int size() {
        return items.size();
    }

    List<Recommendation> items() {
        return items;
    }

    /** What the first track rests on. */
    Basis basis() {
        return basis;
    }
}
