package io.reco.rerank.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What names an impression. */
record Slot(String characterId, String surface, String requestId, int slot) {
    /** The list the slot is one of. */
    record OfList(String characterId, String surface, String requestId) {}

    static Slot of(Impression impression) {
        return new Slot(impression.characterId(), impression.surface(), impression.requestId(), impression.slot());
    }

    static OfList listOf(Impression impression) {
        return new OfList(impression.characterId(), impression.surface(), impression.requestId());
    }

    /**
     * The impressions that are not there yet, in their order.
     *
     * @param impressions to be recorded
     * @param known by slot, the track that is there: at least those of the lists of these impressions. Modified: the new ones
     *     are added
     * @throws IllegalArgumentException if another track is there
     */
    static List<Impression> fresh(List<Impression> impressions, Map<Slot, String> known) {
        List<Impression> fresh = new ArrayList<>(impressions.size());
        for (Impression impression : impressions) {
            if (impression.requestId().isEmpty()) {
                fresh.add(impression);
                continue;
            }
            String there = known.putIfAbsent(of(impression), impression.trackId());
            if (there == null) {
                fresh.add(impression);
            } else if (!there.equals(impression.trackId())) {
                throw new IllegalArgumentException("slot " + impression.slot() + " of request '"
                        + impression.requestId() + "' (character '" + impression.characterId() + "', surface '"
                        + impression.surface() + "') holds track '" + there + "' already, not '"
                        + impression.trackId() + "'");
            }
        }
        return fresh;
    }
}
