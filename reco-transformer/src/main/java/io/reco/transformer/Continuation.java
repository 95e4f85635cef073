package io.reco.transformer;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.transformer.ContinuationOptions.Repeats;
import io.reco.transformer.TransformerOptions.Objective;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes on with a session or a playlist, track by track: each drawn track becomes part of the history that the next one is drawn by.
 * The engine of a radio that needs one button.
 *
 * <p>Events of the request that are not positive, and tracks that the model does not {@linkplain TransformerModel#knows know}, are
 * passed over; without any event left there is nothing to go on from, and the answer is empty. With
 * {@link Objective#CAUSAL} a step costs one token ({@link IncrementalEncoder}, whose window holds), with {@link Objective#MASKED} an
 * encoding; and O(V D) for the scores. A call takes 4 V bytes. For a model with a term by time a drawn track comes the median distance
 * of the history's last events after the one before.
 *
 * <p>A seed gives the same tracks on every run. Immutable and thread-safe.
 */
public final class Continuation {
    /** Distances that the median is taken of. */
    private static final int PACES = 20;

    private final TransformerModel model;
    private final SequenceEncoder encoder;
    private final ItemScores scores;
    private final EventSemantics semantics;
    private final UnknownIds unknownTracks;

    private Continuation(TransformerModel model, EventSemantics semantics, UnknownIdPolicy unknownIds) {
        this.model = model;
        this.encoder = SequenceEncoder.of(model);
        this.scores = new ItemScores(model.outputs());
        this.semantics = semantics;
        this.unknownTracks = new UnknownIds("continuation", "track", unknownIds);
    }

    /** With default semantics and warnings about unknown ids. */
    public static Continuation of(TransformerModel model) {
        return of(model, EventSemantics.DEFAULT, UnknownIdPolicy.WARN);
    }

    /**
     * A continuation.
     *
     * @param semantics which events are positive
     * @param unknownIds what to do with ids that the model does not have
     */
    public static Continuation of(TransformerModel model, EventSemantics semantics, UnknownIdPolicy unknownIds) {
        return new Continuation(model, semantics, unknownIds);
    }

    /**
     * Draws tracks.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public ContinuedTracks run(ContinuationRequest request, ContinuationOptions options) {
        Set<String> unknown = new HashSet<>();
        BitSet eligible = eligible(request, options, unknown);
        ItemHistory history = history(request, unknown);
        List<ContinuedTrack> drawn = new ArrayList<>();
        if (history.length() > 0) {
            draw(history, eligible, options, drawn);
        }
        return new ContinuedTracks(drawn, unknown.size());
    }

    private BitSet eligible(ContinuationRequest request, ContinuationOptions options, Set<String> unknown) {
        BitSet eligible = new BitSet(model.tracks().size());
        for (int item = 0; item < model.tracks().size(); item++) {
            eligible.set(
                    item,
                    model.knows(item) && request.filter().test(model.tracks().id(item)));
        }
        for (String id : request.excluded()) {
            bar(id, eligible, unknown);
        }
        for (Listen listen : request.history()) {
            if (options.repeats() == Repeats.NONE) {
                bar(listen.trackId(), eligible, unknown);
            }
        }
        return eligible;
    }

    private void bar(String id, BitSet eligible, Set<String> unknown) {
        int item = find(id, unknown);
        if (item != IdMap.ABSENT) {
            eligible.clear(item);
        }
    }

    private int find(String id, Set<String> unknown) {
        int item = model.tracks().indexOf(id);
        if (item == IdMap.ABSENT && unknown.add(id)) {
            unknownTracks.report(id);
        }
        return item;
    }

    private ItemHistory history(ContinuationRequest request, Set<String> unknown) {
        IntArrayList items = new IntArrayList();
        LongArrayList millis = new LongArrayList();
        boolean timed = true;
        for (Listen listen : request.history()) {
            int item = find(listen.trackId(), unknown);
            if (item != IdMap.ABSENT
                    && model.knows(item)
                    && semantics.isPositive(listen.type(), listen.millisPlayed())) {
                items.add(item);
                millis.add(listen.timeMillis());
                timed &= listen.timeMillis() != EventLog.NO_TIME;
            }
        }
        long[] times = timed ? millis.toLongArray() : new long[items.size()];
        return new ItemHistory(items.toIntArray(), times, request.gender(), request.ageBand());
    }

    private void draw(ItemHistory history, BitSet eligible, ContinuationOptions options, List<ContinuedTrack> drawn) {
        Growing growing = model.options().objective() == Objective.CAUSAL
                ? new Incremental(encoder, history)
                : new Reencoded(encoder, history);
        TrackSampler sampler = new TrackSampler(options, model.tracks().codePointRanks());
        long pace = pace(history);
        long now = history.millis()[history.length() - 1];
        float[] logits = new float[model.tracks().size()];
        while (drawn.size() < options.length()) {
            double logSum = score(growing.state(), eligible, logits);
            int item = sampler.draw(logits);
            if (item == IdMap.ABSENT) {
                return;
            }
            drawn.add(new ContinuedTrack(model.tracks().id(item), logits[item] - logSum));
            if (options.repeats() != Repeats.ALL) {
                eligible.clear(item);
            }
            now += pace;
            growing.append(item, now);
        }
    }

    /** Writes the scores of eligible items, negative infinity for others; returns the log of the sum of their exp. */
    private double score(float[] state, BitSet eligible, float[] logits) {
        LogSum.Running sum = new LogSum.Running();
        scores.walk(state, (first, count, tile) -> {
            for (int i = 0; i < count; i++) {
                logits[first + i] = eligible.get(first + i) ? tile[i] : Float.NEGATIVE_INFINITY;
                sum.add(logits[first + i]);
            }
        });
        return sum.get();
    }

    /** Median distance of the last events in milliseconds; 0 for fewer than two, or no times. */
    private static long pace(ItemHistory history) {
        ItemHistory last = history.latest(PACES + 1);
        long[] distances = new long[Math.max(0, last.length() - 1)];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.max(0, last.millis()[i + 1] - last.millis()[i]);
        }
        Arrays.sort(distances);
        return distances.length == 0 ? 0 : distances[distances.length / 2];
    }

    /** A history that grows. */
    private interface Growing {
        /** The state after all events so far; valid until the next append. */
        float[] state();

        void append(int item, long millis);
    }

    private static final class Incremental implements Growing {
        private final IncrementalEncoder encoder;
        private float[] state;

        Incremental(SequenceEncoder encoder, ItemHistory history) {
            this.encoder = encoder.incremental(history.gender(), history.ageBand());
            this.state = this.encoder.appendAll(history);
        }

        @Override
        public float[] state() {
            return state;
        }

        @Override
        public void append(int item, long millis) {
            state = encoder.append(item, millis);
        }
    }

    private static final class Reencoded implements Growing {
        private final SequenceEncoder encoder;
        private ItemHistory history;

        Reencoded(SequenceEncoder encoder, ItemHistory history) {
            this.encoder = encoder;
            this.history = history;
        }

        @Override
        public float[] state() {
            return encoder.encode(history);
        }

        @Override
        public void append(int item, long millis) {
            history = history.latest(encoder.maxEvents()).and(item, millis);
        }
    }
}
