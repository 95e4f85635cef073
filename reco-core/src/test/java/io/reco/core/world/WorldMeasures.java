package io.reco.core.world;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.ReleaseDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** What can be measured in a data set, without a look at how it was made. */
record WorldMeasures(Dataset data) {
    EventLog log() {
        return data.events();
    }

    int count(IntPredicate which) {
        int n = 0;
        for (int i = 0; i < log().size(); i++) {
            n += which.test(i) ? 1 : 0;
        }
        return n;
    }

    /** Share of the events of the first kind among which the second holds. */
    double share(IntPredicate among, IntPredicate of) {
        return count(i -> among.test(i) && of.test(i)) / (double) count(among);
    }

    boolean isListen(int i) {
        return log().type(i) == EventType.LISTEN;
    }

    boolean isPlay(int i) {
        return isListen(i) || log().type(i) == EventType.SKIP;
    }

    int artist(int i) {
        return data.catalog().mainArtist(log().track(i));
    }

    int genre(int i) {
        return data.catalog().trackGenres().get(log().track(i), 0);
    }

    /** Epoch day of release of a track: the first it can be. */
    long releaseDay(int t) {
        return ReleaseDate.ofNumber(data.catalog().released(t)).earliest().toEpochDay();
    }

    /** Whether the track of each listen was listened to before by the same character. */
    boolean[] repeats() {
        boolean[] out = new boolean[log().size()];
        for (int c = 0; c < log().characterCount(); c++) {
            Set<Integer> heard = new HashSet<>();
            for (int i = log().start(c); i < log().end(c); i++) {
                out[i] = isListen(i) && !heard.add(log().track(i));
            }
        }
        return out;
    }

    /** Number of listens of each value of a key. */
    int[] histogram(int size, IntUnaryOperator key) {
        int[] counts = new int[size];
        for (int i = 0; i < log().size(); i++) {
            if (isListen(i)) {
                counts[key.applyAsInt(i)]++;
            }
        }
        return counts;
    }

    /** Slope of log count by log rank, ranks 5 to a third of all. */
    static double zipfSlope(int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        int n = 0;
        for (int rank = 5; rank <= counts.length / 3 && sorted[counts.length - rank] > 0; rank++) {
            double x = Math.log(rank);
            double y = Math.log(sorted[counts.length - rank]);
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
            n++;
        }
        return (n * sxy - sx * sy) / (n * sxx - sx * sx);
    }

    /** Whether play {@code i} goes on in the session of play {@code j} of the same character. */
    boolean sameSession(int i, int j) {
        return log().timeMillis(i) - log().timeMillis(j) <= EventSemantics.DEFAULT.sessionGapMillis();
    }

    /** Of pairs of neighbouring plays of one character, within a session or across two, the share with an equal key. */
    double sameAsBefore(boolean withinSession, IntUnaryOperator key) {
        int same = 0;
        int all = 0;
        for (int c = 0; c < log().characterCount(); c++) {
            int previous = -1;
            for (int i = log().start(c); i < log().end(c); i++) {
                if (isPlay(i)) {
                    if (previous >= 0 && sameSession(i, previous) == withinSession) {
                        all++;
                        same += key.applyAsInt(i) == key.applyAsInt(previous) ? 1 : 0;
                    }
                    previous = i;
                }
            }
        }
        return same / (double) all;
    }

    int sessions() {
        int n = 0;
        for (int c = 0; c < log().characterCount(); c++) {
            for (int i = log().start(c); i < log().end(c); i++) {
                n += i == log().start(c) || !sameSession(i, i - 1) ? 1 : 0;
            }
        }
        return n;
    }
}
