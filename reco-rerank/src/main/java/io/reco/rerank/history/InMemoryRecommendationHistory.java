package io.reco.rerank.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A {@link RecommendationHistory} on the heap, gone with the process: for tests, evaluations and single requests. Besides the
 * retention it bounds the number of impressions kept per character and surface, of which the oldest leave.
 *
 * <p>All calls take time linear in the impressions of a character on a surface; {@link #sweep} in those of all. Thread-safe:
 * readers go side by side, a writer goes alone.
 */
public final class InMemoryRecommendationHistory implements RecommendationHistory {
    private final long retentionMillis;
    private final int maxPerSurface;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Oldest first. */
    private final Map<Key, List<Impression>> shown = new HashMap<>();

    private record Key(String characterId, String surface) {}

    /**
     * An empty history.
     *
     * @param retentionMillis how long an impression is kept, above 0
     * @param maxPerSurface how many impressions are kept per character and surface, 1 or above
     */
    public InMemoryRecommendationHistory(long retentionMillis, int maxPerSurface) {
        Arguments.requireRetention(retentionMillis);
        if (maxPerSurface < 1) {
            throw new IllegalArgumentException("maxPerSurface " + maxPerSurface + " is not 1 or above");
        }
        this.retentionMillis = retentionMillis;
        this.maxPerSurface = maxPerSurface;
    }

    @Override
    public void record(List<Impression> impressions) {
        lock.writeLock().lock();
        try {
            for (Impression impression : Slot.fresh(impressions, known(impressions))) {
                List<Impression> list = shown.computeIfAbsent(
                        new Key(impression.characterId(), impression.surface()), key -> new ArrayList<>());
                insert(list, impression);
                if (list.size() > maxPerSurface) {
                    list.remove(0);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The tracks by slot of the lists that these impressions are of. */
    private Map<Slot, String> known(List<Impression> impressions) {
        Set<Slot.OfList> lists = new HashSet<>();
        for (Impression impression : impressions) {
            if (!impression.requestId().isEmpty()) {
                lists.add(Slot.listOf(impression));
            }
        }
        Set<Key> keys = new HashSet<>();
        lists.forEach(list -> keys.add(new Key(list.characterId(), list.surface())));
        Map<Slot, String> known = new HashMap<>();
        for (Key key : keys) {
            for (Impression before : shown.getOrDefault(key, List.of())) {
                if (lists.contains(Slot.listOf(before))) {
                    known.put(Slot.of(before), before.trackId());
                }
            }
        }
        return known;
    }

    /** Keeps the list in time order, after those of the same time. Impressions mostly come in order. */
    private static void insert(List<Impression> list, Impression impression) {
        int at = list.size();
        while (at > 0 && list.get(at - 1).timeMillis() > impression.timeMillis()) {
            at--;
        }
        list.add(at, impression);
    }

    @Override
    public int mark(String characterId, String surface, String requestId, Outcome outcome, int... slots) {
        Arguments.requireMarkable(requestId, slots);
        Set<Integer> wanted = new HashSet<>();
        for (int slot : slots) {
            wanted.add(slot);
        }
        lock.writeLock().lock();
        try {
            int found = 0;
            List<Impression> list = shown.getOrDefault(new Key(characterId, surface), List.of());
            for (int i = 0; i < list.size(); i++) {
                Impression impression = list.get(i);
                if (impression.requestId().equals(requestId) && wanted.contains(impression.slot())) {
                    list.set(i, impression.withSeen(true).withActed(impression.acted() || outcome == Outcome.ACTED));
                    found++;
                }
            }
            return found;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public List<Impression> recent(String characterId, String surface, long sinceMillis, long nowMillis) {
        Arguments.requireMoment(nowMillis);
        long oldest = Math.max(sinceMillis, nowMillis - retentionMillis);
        List<Impression> out = new ArrayList<>();
        lock.readLock().lock();
        try {
            for (Impression impression : shown.getOrDefault(new Key(characterId, surface), List.of())) {
                if (impression.timeMillis() >= oldest && impression.timeMillis() <= nowMillis) {
                    out.add(impression);
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        return out;
    }

    @Override
    public long sweep(long nowMillis) {
        Arguments.requireMoment(nowMillis);
        long oldest = nowMillis - retentionMillis;
        long deleted = 0;
        lock.writeLock().lock();
        try {
            for (Iterator<List<Impression>> lists = shown.values().iterator(); lists.hasNext(); ) {
                List<Impression> list = lists.next();
                int before = list.size();
                list.removeIf(impression -> impression.timeMillis() < oldest);
                deleted += before - list.size();
                if (list.isEmpty()) {
                    lists.remove();
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
        return deleted;
    }
}
