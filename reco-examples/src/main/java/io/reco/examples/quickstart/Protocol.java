package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.split.GlobalTemporal;
import io.reco.core.split.LeaveLastOut;
import io.reco.core.split.Ratio;
import io.reco.core.split.Split;
import io.reco.core.split.Splitter;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a data set is divided and which tracks may be recommended, when the user does not say. There is no validation part: the
 * quickstart chooses nothing by it, and models are fitted with everything that is not test. The tuner chooses, and has one.
 */
public final class Protocol {
    /** How to divide. */
    public enum SplitChoice {
        /** By what the data has: times, an order, or neither. */
        AUTO,
        /** The latest events of all characters test. */
        TEMPORAL,
        /** The last event of each character tests. */
        LEAVE_LAST_OUT,
        /** A random tenth of each character's events tests. */
        RATIO;

        @Override
        public String toString() {
            return label(this);
        }
    }

    /** Whether tracks a character has heard may be recommended to it. */
    public enum SeenChoice {
        /** Both, if at least one event in twenty is a repeat; otherwise only unseen ones. */
        AUTO,
        /** Tracks that were heard may be recommended and are relevant. */
        ALLOWED,
        /** Tracks that were heard are neither recommended nor relevant. */
        REMOVED;

        @Override
        public String toString() {
            return label(this);
        }
    }

    /** Share of events on tracks heard before, from which on a data set counts as one with repeats. */
    static final double REPEATS_FROM = 0.05;

    /** Formats whose order of tracks means nothing. */
    private static final Set<String> UNORDERED = Set.of("hetrec-lastfm", "polimi-2018", "mpd", "melon");

    private Protocol() {}

    /** Whether the order of the events of one character in this format is that of time. */
    public static boolean ordered(String format) {
        return !UNORDERED.contains(format);
    }

    /** Divides the data set in two. */
    public static Split split(Dataset data, String format, SplitChoice choice, long seed) {
        return splitter(data, format, choice, 0, seed).split(data);
    }

    /** Divides a data set in three: for choosing by the validation part and telling by the test part. */
    public static Split splitInThree(Dataset data, String format, SplitChoice choice, long seed) {
        return splitter(data, format, choice, 0.1, seed).split(data);
    }

    private static Splitter splitter(Dataset data, String format, SplitChoice choice, double validation, long seed) {
        return switch (choice) {
            case TEMPORAL -> GlobalTemporal.ofEventShares(validation, 0.1);
            case LEAVE_LAST_OUT -> new LeaveLastOut(1, validation > 0 ? 1 : 0);
            case RATIO -> new Ratio(validation, 0.1, seed);
            case AUTO -> splitter(data, format, automatic(data, format), validation, seed);
        };
    }

    private static SplitChoice automatic(Dataset data, String format) {
        if (data.events().timed()) {
            return SplitChoice.TEMPORAL;
        }
        return ordered(format) ? SplitChoice.LEAVE_LAST_OUT : SplitChoice.RATIO;
    }

    /** Whether enough events are on tracks heard before that recommending them makes sense. */
    public static boolean repetitive(EventLog log) {
        return repeatShare(log) >= REPEATS_FROM;
    }

    /** Share of events on a track that the same character had an event on before. */
    static double repeatShare(EventLog log) {
        int repeats = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            IntOpenHashSet seen = new IntOpenHashSet();
            for (int i = log.start(c); i < log.end(c); i++) {
                repeats += seen.add(log.track(i)) ? 0 : 1;
            }
        }
        return log.size() == 0 ? 0 : repeats / (double) log.size();
    }

    /** The name of a choice as it is written on the command line. */
    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
