package io.reco.core.recommend;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns the raw ids of a query into indices of the training data. Thread-safe. */
final class QueryResolver {
    private final Dataset train;
    private final EventSemantics semantics;
    private final long lastMoment;
    private final UnknownIds unknownCharacters;
    private final UnknownIds unknownTracks;

    /**
     * A query in indices with what may not be answered.
     *
     * @param query the query as scorers see it
     * @param barred tracks that may not be in the answer, possibly repeated
     * @param unknownIds number of distinct unknown ids
     */
    record Resolution(ResolvedQuery query, int[] barred, int unknownIds) {}

    QueryResolver(String modelName, Dataset train, EventSemantics semantics, UnknownIdPolicy policy) {
        this.train = train;
        this.semantics = semantics;
        this.lastMoment = train.events().lastMillis();
        this.unknownCharacters = new UnknownIds(modelName, "character", policy);
        this.unknownTracks = new UnknownIds(modelName, "track", policy);
    }

    Resolution resolve(Query query) {
        Pass pass = new Pass();
        int c = query.characterId().map(pass::character).orElse(IdMap.ABSENT);
        IntArrayList tracks = new IntArrayList();
        LongArrayList times = new LongArrayList();
        IntArrayList barred = new IntArrayList();
        query.history().ifPresent(history -> addGiven(history, pass, tracks, times, query.unseenOnly(), barred));
        if (c != IdMap.ABSENT) {
            addFitted(c, query.history().isEmpty(), tracks, times, query.unseenOnly(), barred);
        }
        for (String id : query.excluded()) {
            int t = pass.track(id);
            if (t != IdMap.ABSENT) {
                barred.add(t);
            }
        }
        long[] millis = times.toLongArray();
        if (times.contains(EventLog.NO_TIME)) {
            Arrays.fill(millis, EventLog.NO_TIME);
        }
        ResolvedQuery resolved = new ResolvedQuery(
                c,
                tracks.toIntArray(),
                millis,
                query.history().isEmpty(),
                query.gender()
                        .orElse(
                                c == IdMap.ABSENT
                                        ? Gender.UNKNOWN
                                        : train.profiles().gender(c)),
                query.ageBand()
                        .orElse(
                                c == IdMap.ABSENT
                                        ? AgeBand.UNKNOWN
                                        : train.profiles().ageBand(c)),
                c == IdMap.ABSENT ? IdMap.ABSENT : train.profiles().region(c),
                query.nowMillis() == EventLog.NO_TIME ? lastMoment : query.nowMillis());
        return new Resolution(resolved, barred.toIntArray(), pass.unknown.size());
    }

    private void addGiven(
            List<Listen> history,
            Pass pass,
            IntArrayList tracks,
            LongArrayList times,
            boolean barSeen,
            IntArrayList barred) {
        for (Listen listen : history) {
            int t = pass.track(listen.trackId());
            if (t == IdMap.ABSENT) {
                continue;
            }
            if (semantics.isPositive(listen.type(), listen.millisPlayed())) {
                tracks.add(t);
                times.add(listen.timeMillis());
            }
            if (barSeen) {
                barred.add(t);
            }
        }
    }

    private void addFitted(
            int c,
            boolean isTheHistory,
            IntArrayList tracks,
            LongArrayList times,
            boolean barSeen,
            IntArrayList barred) {
        EventLog events = train.events();
        for (int i = events.start(c); i < events.end(c); i++) {
            if (isTheHistory && semantics.isPositive(events, i)) {
                tracks.add(events.track(i));
                times.add(events.timeMillis(i));
            }
            if (barSeen) {
                barred.add(events.track(i));
            }
        }
    }

    /** Looks the ids of one query up and remembers which were unknown, each once. */
    private final class Pass {
        private final Set<String> unknown = new HashSet<>();

        int character(String id) {
            int c = train.profiles().ids().indexOf(id);
            if (c == IdMap.ABSENT) {
                note("character " + id, unknownCharacters, id);
            }
            return c;
        }

        int track(String id) {
            int t = train.catalog().tracks().indexOf(id);
            if (t == IdMap.ABSENT) {
                note("track " + id, unknownTracks, id);
            }
            return t;
        }

        private void note(String key, UnknownIds kind, String id) {
            if (unknown.add(key)) {
                kind.report(id);
            }
        }
    }
}
