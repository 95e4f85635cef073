package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;

/**
 * What validates: rows of the training sequences, each with the tracks that its history is to lead to. A track counts once, and not
 * at all if it is in the history and such tracks are not listed; a character without any left, or without a history, does not
 * validate. Immutable and thread-safe.
 */
final class ValidationCases {
    private static final long KEPT_BACK = 4;
    private static final long CHOSEN = 5;
    /** Shortest history that an event is kept back from: two tracks stay to train on. */
    private static final int MIN_LENGTH = 3;

    private final int[] rows;
    private final int[] offsets;
    private final int[] targets;

    private ValidationCases(int[] rows, int[] offsets, int[] targets) {
        this.rows = rows;
        this.offsets = offsets;
        this.targets = targets;
    }

    /**
     * Keeps the last event of some rows back.
     *
     * @param sequences modified: these rows are shortened
     */
    static ValidationCases keepBack(TrainingSequences sequences, TrainingOptions options) {
        IntArrayList rows = new IntArrayList();
        for (int row = 0; row < sequences.rows() && options.validationShare() > 0; row++) {
            double drawn = SplitMix64.hashUniform(SplitMix64.hash(options.seed(), KEPT_BACK), sequences.character(row));
            if (sequences.length(row) >= MIN_LENGTH && drawn < options.validationShare()) {
                rows.add(row);
            }
        }
        int[] chosen = choose(rows.toIntArray(), options);
        Collector cases = new Collector(sequences, options);
        for (int row : chosen) {
            sequences.shorten(row, 1);
            cases.add(sequences.item(row, sequences.length(row)));
            cases.end(row);
        }
        return cases.build();
    }

    /** The positive events of a data set. */
    static ValidationCases of(
            Dataset validation, EventSemantics semantics, TrainingSequences sequences, TrainingOptions options) {
        EventLog log = validation.events();
        int[] rows = new int[sequences.rows()];
        Arrays.setAll(rows, row -> row);
        int[] asked = Arrays.stream(rows)
                .filter(row -> hasPositive(log, semantics, sequences.character(row)))
                .toArray();
        Collector cases = new Collector(sequences, options);
        for (int row : choose(asked, options)) {
            int c = sequences.character(row);
            for (int i = log.start(c); i < log.end(c); i++) {
                if (semantics.isPositive(log, i)) {
                    int item = sequences.itemOf(log.track(i));
                    // Tracks that training does not know are told apart and never found.
                    cases.add(item == IdMap.ABSENT ? -2 - log.track(i) : item);
                }
            }
            cases.end(row);
        }
        return cases.build();
    }

    private static boolean hasPositive(EventLog log, EventSemantics semantics, int c) {
        for (int i = log.start(c); i < log.end(c); i++) {
            if (semantics.isPositive(log, i)) {
                return true;
            }
        }
        return false;
    }

    private static int[] choose(int[] rows, TrainingOptions options) {
        int most = options.maxValidationCharacters();
        if (most == 0 || rows.length <= most) {
            return rows;
        }
        SplitMix64.of(options.seed(), CHOSEN).shuffle(rows);
        int[] chosen = Arrays.copyOf(rows, most);
        Arrays.sort(chosen);
        return chosen;
    }

    /** Number of cases. */
    int size() {
        return rows.length;
    }

    /** The row of a case. */
    int row(int i) {
        return rows[i];
    }

    /** Number of targets of a case, 1 or above. */
    int targetCount(int i) {
        return offsets[i + 1] - offsets[i];
    }

    /** Target j of a case: an item; negative if it is a track that training does not know. */
    int target(int i, int j) {
        return targets[offsets[i] + j];
    }

    /** Adds all of it to a fingerprint. */
    Fingerprint addTo(Fingerprint fingerprint) {
        return fingerprint.add(rows).add(offsets).add(targets);
    }

    /** Bytes it takes. */
    long bytes() {
        return 4L * (rows.length + offsets.length + targets.length);
    }

    /** Cases while they are found. */
    private static final class Collector {
        private final TrainingSequences sequences;
        private final boolean seen;
        private final IntArrayList rows = new IntArrayList();
        private final IntArrayList offsets = new IntArrayList(new int[] {0});
        private final IntArrayList targets = new IntArrayList();
        private final IntLinkedOpenHashSet current = new IntLinkedOpenHashSet();

        Collector(TrainingSequences sequences, TrainingOptions options) {
            this.sequences = sequences;
            seen = options.validationSeen();
        }

        void add(int item) {
            current.add(item);
        }

        void end(int row) {
            if (!seen) {
                IntOpenHashSet history = new IntOpenHashSet();
                for (int i = 0; i < sequences.length(row); i++) {
                    history.add(sequences.item(row, i));
                }
                current.removeAll(history);
            }
            if (!current.isEmpty()) {
                rows.add(row);
                targets.addAll(current);
                offsets.add(targets.size());
            }
            current.clear();
        }

        ValidationCases build() {
            return new ValidationCases(rows.toIntArray(), offsets.toIntArray(), targets.toIntArray());
        }
    }
}
