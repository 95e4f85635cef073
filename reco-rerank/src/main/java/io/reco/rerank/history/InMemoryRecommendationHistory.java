package io.reco.rerank.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A {@link RecommendationHistory} on the heap, gone with the process. Per character and surface it forgets what is older
 * than the retention, counted from the newest impression recorded there, and what exceeds the maximum number, oldest first.
 *
 * <p>{@link #record} is all or none per character and surface. Thread-safe.
 */
public final class InMemoryRecommendationHistory implements RecommendationHistory {
    private final long retentionMillis;
    private final int maxPerSurface;
    private final ConcurrentMap<Key, ArrayDeque<Impression>> shown = new ConcurrentHashMap<>();

    private record Key(String characterId, String surface) {}

    /**
     * An empty history.
     *
     * @param retentionMillis how long an impression is kept, above 0
     * @param maxPerSurface how many impressions are kept per character and surface, 1 or above
     */
    public InMemoryRecommendationHistory(long retentionMillis, int maxPerSurface) {
        if (retentionMillis <= 0) {
            throw new IllegalArgumentException("retentionMillis " + retentionMillis + " is not above 0");
        }
        if (maxPerSurface < 1) {
            throw new IllegalArgumentException("maxPerSurface " + maxPerSurface + " is not 1 or above");
        }
        this.retentionMillis = retentionMillis;
        this.maxPerSurface = maxPerSurface;
    }

    @Override
    public void record(List<Impression> impressions) {
        Map<Key, List<Impression>> byKey = new LinkedHashMap<>();
        for (Impression impression : impressions) {
            Key key = new Key(impression.characterId(), impression.surface());
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(impression);
        }
        byKey.forEach((key, added) -> shown.compute(key, (k, before) -> {
            ArrayDeque<Impression> queue = before == null ? new ArrayDeque<>() : before;
            added.forEach(impression -> insert(queue, impression));
            forget(queue);
            return queue;
        }));
    }

    /** Keeps the queue in time order, after those of the same time. Impressions mostly come in order. */
    private static void insert(ArrayDeque<Impression> queue, Impression impression) {
        ArrayDeque<Impression> later = new ArrayDeque<>(1);
        while (!queue.isEmpty() && queue.getLast().timeMillis() > impression.timeMillis()) {
            later.addFirst(queue.removeLast());
        }
        queue.addLast(impression);
        queue.addAll(later);
    }

    private void forget(ArrayDeque<Impression> queue) {
        long newest = queue.getLast().timeMillis();
        while (queue.size() > maxPerSurface || newest - queue.getFirst().timeMillis() > retentionMillis) {
            queue.removeFirst();
        }
    }

    @Override
    public List<Impression> recent(String characterId, String surface, long sinceMillis) {
        List<Impression> out = new ArrayList<>();
        shown.computeIfPresent(new Key(characterId, surface), (key, queue) -> {
            for (Impression impression : queue) {
                if (impression.timeMillis() >= sinceMillis) {
                    out.add(impression);
                }
            }
            return queue;
        });
        return out;
    }
}
