package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.eval.metric.MeanAccumulator;
import io.reco.eval.metric.Truth;
import it.unimi.dsi.fastutil.ints.Int2IntRBTreeMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.function.IntPredicate;

/**
 * The truth of one character: the test tracks with their highest grades and mean satisfaction, without those that may not be recommended.
 *
 * @param truth what is relevant
 * @param seenDropped relevant tracks left out because the character has them in training
 */
record CharacterTruth(Truth truth, int seenDropped) {
    /** Tracks of any event of the character, positive or not: those that an unseen-only query bars. */
    static IntOpenHashSet allTracks(EventLog log, int c) {
        IntOpenHashSet tracks = new IntOpenHashSet();
        for (int i = log.start(c); i < log.end(c); i++) {
            tracks.add(log.track(i));
        }
        return tracks;
    }

    /** Of the candidate tracks only; others are not counted as dropped. */
    static CharacterTruth of(
            Dataset data, int c, EvaluationOptions options, IntOpenHashSet barred, IntPredicate candidate) {
        EventLog test = data.events();
        Satisfaction satisfaction = new Satisfaction(options.semantics());
        Int2ObjectOpenHashMap<MeanAccumulator> gains = new Int2ObjectOpenHashMap<>();
        Int2IntRBTreeMap grades = new Int2IntRBTreeMap();
        IntOpenHashSet dropped = new IntOpenHashSet();
        for (int i = test.start(c); i < test.end(c); i++) {
            int track = test.track(i);
            if (!candidate.test(track)) {
                continue;
            }
            int grade = options.relevance().rule().grade(test, i);
            if (!barred.contains(track)) {
                grades.put(track, Math.max(grade, grades.getOrDefault(track, 0)));
                gains.computeIfAbsent(track, t -> new MeanAccumulator())
                        .add(satisfaction.of(test, i, data.catalog().durationMillis(track)));
            } else if (grade >= options.level()) {
                dropped.add(track);
            }
        }
        int[] tracks = grades.keySet().toIntArray();
        double[] means = new double[tracks.length];
        for (int i = 0; i < tracks.length; i++) {
            means[i] = gains.get(tracks[i]).mean();
        }
        return new CharacterTruth(Truth.weighted(tracks, grades.values().toIntArray(), means), dropped.size());
    }
}
