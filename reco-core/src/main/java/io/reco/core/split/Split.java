package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * A data set divided into parts that share its catalogue, profiles, playlists and indices; only their events differ. Every
 * event is in exactly one part, and keeps its order. Immutable and thread-safe.
 *
 * <p>A test query for character {@code c} goes by the events of {@code c} in {@link #historyForTest()} (everything that is
 * not test), a validation query by those in {@link #historyForValidation()} (train and fold-in). A model is fitted with
 * {@link #train()} alone; with {@link #historyForTest()} only after its options have been chosen.
 */
public final class Split {
    private static final Part[] PARTS = Part.values();

    private final Dataset source;
    private final byte[] parts;
    private final Dataset train;
    private final Dataset foldIn;
    private final Dataset validation;
    private final Dataset test;
    private final String protocol;
    private final List<String> warnings;

    private Split(Dataset source, byte[] parts, String protocol, List<String> warnings) {
        this.source = source;
        this.parts = parts;
        this.protocol = protocol;
        train = pick(i -> part(i) == Part.TRAIN);
        foldIn = pick(i -> part(i) == Part.FOLD_IN);
        validation = pick(i -> part(i) == Part.VALIDATION);
        test = pick(i -> part(i) == Part.TEST);
        List<String> all = new ArrayList<>(warnings);
        warnOfColdTest(all);
        this.warnings = List.copyOf(all);
    }

    /**
     * Divides by a function from the index of an event in {@code data.events()} to its part.
     *
     * @param protocol how it was divided, in words, for reports
     * @param warnings what to beware of; warnings about characters and tracks of the test that training does not know are
     *     added
     * @throws IllegalArgumentException if train or test is left without events
     */
    public static Split of(Dataset data, IntFunction<Part> partOf, String protocol, List<String> warnings) {
        byte[] parts = new byte[data.events().size()];
        int[] counts = new int[PARTS.length];
        for (int i = 0; i < parts.length; i++) {
            Part part = partOf.apply(i);
            parts[i] = (byte) part.ordinal();
            counts[part.ordinal()]++;
        }
        for (Part part : new Part[] {Part.TRAIN, Part.TEST}) {
            if (counts[part.ordinal()] == 0) {
                throw new IllegalArgumentException("the split leaves no events in " + part + ": " + parts.length
                        + " events of " + data.events().characterCount() + " characters, " + protocol);
            }
        }
        return new Split(data, parts, protocol, warnings);
    }

    /** What models are fitted with. */
    public Dataset train() {
        return train;
    }

    /** The histories of characters that were held out as a whole; without events unless they were. */
    public Dataset foldIn() {
        return foldIn;
    }

    /** For choosing between models; without events when none was asked for. */
    public Dataset validation() {
        return validation;
    }

    /** For the final numbers. */
    public Dataset test() {
        return test;
    }

    /** Train and fold-in: what is known of each character when it is asked for in validation. Made anew at each call. */
    public Dataset historyForValidation() {
        return pick(i -> part(i) == Part.TRAIN || part(i) == Part.FOLD_IN);
    }

    /** Everything but test: what is known of each character when it is asked for in the test. Made anew at each call. */
    public Dataset historyForTest() {
        return pick(i -> part(i) != Part.TEST);
    }

    /** The part of event {@code i} of the data set that was divided. */
    public Part part(int i) {
        return PARTS[parts[i]];
    }

    /** The data set that was divided. */
    public Dataset source() {
        return source;
    }

    /** How it was divided, in words, with the numbers that matter. */
    public String protocol() {
        return protocol;
    }

    /** What to beware of when reading numbers measured on it. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public String toString() {
        return "Split[train " + describe(train) + ", fold-in " + describe(foldIn) + ", validation "
                + describe(validation) + ", test " + describe(test) + "; " + protocol + "]";
    }

    private static String describe(Dataset part) {
        EventLog log = part.events();
        int characters = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            characters += log.count(c) > 0 ? 1 : 0;
        }
        return log.size() + " events of " + characters + " characters";
    }

    private Dataset pick(IntPredicate keep) {
        return source.withEvents(source.events().where(keep));
    }

    private void warnOfColdTest(List<String> out) {
        EventLog log = source.events();
        BitSet known = new BitSet();
        for (int i = 0; i < parts.length; i++) {
            if (part(i) == Part.TRAIN) {
                known.set(log.track(i));
            }
        }
        int coldCharacters = 0;
        int testCharacters = 0;
        int coldEvents = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            int tests = 0;
            for (int i = log.start(c); i < log.end(c); i++) {
                if (part(i) == Part.TEST) {
                    tests++;
                    coldEvents += known.get(log.track(i)) ? 0 : 1;
                }
            }
            if (tests > 0) {
                testCharacters++;
                coldCharacters += tests == log.count(c) ? 1 : 0;
            }
        }
        if (coldCharacters > 0) {
            out.add(coldCharacters + " of " + testCharacters + " test characters have no event before their test");
        }
        if (coldEvents > 0) {
            out.add(coldEvents + " of " + test.events().size()
                    + " test events are of tracks that training does not have");
        }
    }
}
