package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIds;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;

/** Histories of the characters of a data set, and of others that come with a question, as interests. Thread-safe. */
final class CharacterHistories {
    private final Dataset data;
    private final EventSemantics semantics;
    private final HistoryVectors histories;

    CharacterHistories(TrackVectors vectors, Dataset data, EventSemantics semantics, HistoryOptions options) {
        vectors.requireTracks(data.catalog().tracks());
        this.data = data;
        this.semantics = semantics;
        histories = new HistoryVectors(vectors, options);
    }

    /**
     * A history.
     *
     * @param interests its interests; none if no track of it has a vector
     * @param heard tracks of all its events, those that are not positive included
     */
    record History(List<SeedSum> interests, IntSet heard) {}

    /** The history of a character of the data. */
    History of(int c) {
        EventLog log = data.events();
        IntArrayList tracks = new IntArrayList();
        LongArrayList millis = new LongArrayList();
        IntSet heard = new IntOpenHashSet();
        for (int i = log.start(c); i < log.end(c); i++) {
            heard.add(log.track(i));
            if (semantics.isPositive(log, i)) {
                tracks.add(log.track(i));
                millis.add(log.timeMillis(i));
            }
        }
        return new History(histories.sums(tracks.toIntArray(), millis.toLongArray()), heard);
    }

    /** A history that comes with the question, oldest first; with times only if all of its known events have one. */
    History of(List<Listen> history, IdPass pass, UnknownIds unknownTracks) {
        boolean timed = history.stream().allMatch(listen -> listen.timeMillis() != EventLog.NO_TIME);
        IntArrayList tracks = new IntArrayList();
        LongArrayList millis = new LongArrayList();
        IntSet heard = new IntOpenHashSet();
        for (Listen listen : history) {
            int t = pass.find(data.catalog().tracks(), listen.trackId(), unknownTracks);
            if (t != IdMap.ABSENT) {
                heard.add(t);
                if (semantics.isPositive(listen.type(), listen.millisPlayed())) {
                    tracks.add(t);
                    millis.add(timed ? listen.timeMillis() : EventLog.NO_TIME);
                }
            }
        }
        return new History(histories.sums(tracks.toIntArray(), millis.toLongArray()), heard);
    }

    Dataset data() {
        return data;
    }
}
