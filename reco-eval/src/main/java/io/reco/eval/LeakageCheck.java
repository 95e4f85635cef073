package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.validate.Finding;
import io.reco.core.validate.Severity;
import io.reco.eval.metric.Popularity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Looks for ways in which the test part may have reached what is evaluated with it. Every finding but the last is a {@link
 * Severity#WARNING} with a number of events and the first of them; none says that a result is wrong, only that it may flatter.
 *
 * <ul>
 *   <li>{@code train-after-test}: training events later than the first test event of all characters. The model knows a time that was to
 *       be predicted. Leave-last-out and random splits do this, a global temporal split does not.
 *   <li>{@code history-after-test}: history events of a character later than its own first test event.
 *   <li>{@code event-in-both-parts}: test events that training or history have too: same character, track, time and type.
 *   <li>{@code popularity-with-test}, {@code popularity-not-of-train}: see {@link #popularity}.
 *   <li>{@code leakage-not-checked}, {@link Severity#INFO}: a part has events without times. The first three need times (without them the
 *       same track once more is no duplicate), so that it could not be looked for.
 * </ul>
 *
 * <p>What a recommender was fitted with cannot be seen from outside, nor what vectors, artists and tags that an evaluator is handed were
 * made from.
 */
public final class LeakageCheck {
    /** What makes two events of one character the same. */
    private record Key(int track, long timeMillis, EventType type) {}

    private LeakageCheck() {}

    /**
     * {@return what was found, in the order above; empty if nothing} Costs one pass over the events.
     *
     * @param train what models were fitted with
     * @param history what is known of characters when they are asked for
     * @param test what is predicted, with the same tracks and characters
     */
    public static List<Finding> of(Dataset train, Dataset history, Dataset test) {
        if (test.events().size() == 0) {
            return List.of();
        }
        if (!test.events().timed()) {
            return List.of(notChecked("test"));
        }
        List<Finding> findings = new ArrayList<>();
        trainAfterTest(train, test).ifPresent(findings::add);
        historyAfterTest(history, test).ifPresent(findings::add);
        inBothParts(train, history, test).ifPresent(findings::add);
        if (untimed(train) || untimed(history)) {
            findings.add(notChecked(untimed(train) ? "training" : "history"));
        }
        return List.copyOf(findings);
    }

    private static boolean untimed(Dataset part) {
        return part.events().size() > 0 && !part.events().timed();
    }

    private static Finding notChecked(String part) {
        return new Finding(
                Severity.INFO,
                "leakage-not-checked",
                "the events of the " + part
                        + " part have no times, so that it could not be checked whether training or history know"
                        + " what was to be predicted",
                "give times, or see to it that the parts are in the order of time");
    }

    private static Optional<Finding> trainAfterTest(Dataset train, Dataset test) {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < test.events().size(); i++) {
            first = Math.min(first, test.events().timeMillis(i));
        }
        long firstTest = first;
        EventLog log = train.events();
        return finding(
                train,
                log.timed() ? i -> log.timeMillis(i) > firstTest : i -> false,
                "train-after-test",
                "%,d of %,d training events (%.1f %%) are later than the first test event of "
                        + Instant.ofEpochMilli(first) + ", the first of them",
                "split by time, so that no model knows what came later");
    }

    private static Optional<Finding> historyAfterTest(Dataset history, Dataset test) {
        EventLog known = history.events();
        EventLog tested = test.events();
        long[] first = new long[tested.characterCount()];
        for (int c = 0; c < first.length; c++) {
            first[c] = Long.MAX_VALUE;
            for (int i = tested.start(c); i < tested.end(c); i++) {
                first[c] = Math.min(first[c], tested.timeMillis(i));
            }
        }
        return finding(
                history,
                known.timed() ? i -> known.timeMillis(i) > first[known.characterOf(i)] : i -> false,
                "history-after-test",
                "%,d of %,d history events (%.1f %%) are later than the first test event of their own character, the first of"
                        + " them",
                "let the latest events of each character test");
    }

    private static Optional<Finding> inBothParts(Dataset train, Dataset history, Dataset test) {
        EventLog log = test.events();
        boolean[] twice = new boolean[log.size()];
        for (int c = 0; c < log.characterCount(); c++) {
            if (log.count(c) > 0) {
                Set<Key> known = new HashSet<>();
                addKeys(known, train.events(), c);
                addKeys(known, history.events(), c);
                for (int i = log.start(c); i < log.end(c); i++) {
                    twice[i] = known.contains(key(log, i));
                }
            }
        }
        return finding(
                test,
                i -> twice[i],
                "event-in-both-parts",
                "%,d of %,d test events (%.1f %%) are in training or history too, the first of them",
                "remove duplicates before the split");
    }

    private static void addKeys(Set<Key> keys, EventLog log, int c) {
        for (int i = log.start(c); log.timed() && i < log.end(c); i++) {
            keys.add(key(log, i));
        }
    }

    private static Key key(EventLog log, int i) {
        return new Key(log.track(i), log.timeMillis(i), log.type(i));
    }

    /** A finding about the events that a test is true of, with the first of them; empty if there are none. */
    private static Optional<Finding> finding(
            Dataset data, IntPredicate leaks, String code, String message, String advice) {
        EventLog log = data.events();
        int first = -1;
        int n = 0;
        for (int i = 0; i < log.size(); i++) {
            if (leaks.test(i)) {
                first = first < 0 ? i : first;
                n++;
            }
        }
        if (n == 0) {
            return Optional.empty();
        }
        String example = String.format(
                Locale.ROOT,
                ": character '%s', track '%s', %s",
                data.profiles().ids().id(log.characterOf(first)),
                data.catalog().tracks().id(log.track(first)),
                Instant.ofEpochMilli(log.timeMillis(first)));
        String numbers = String.format(Locale.ROOT, message, n, log.size(), 100.0 * n / log.size());
        return Optional.of(new Finding(Severity.WARNING, code, numbers + example, advice));
    }

    /**
     * {@return whether counts that were handed in are not those of the training part} {@code popularity-with-test} if they are
     * those of training and test together, {@code popularity-not-of-train} otherwise; empty if they are right. {@link Evaluator}
     * counts by itself, from training alone, and asks this of statistics that it is handed.
     *
     * @param train what models were fitted with
     * @param test what is predicted
     * @param used distinct characters with a positive event, by track
     * @param semantics which events are positive
     * @throws IllegalArgumentException if the catalogues are not of one size
     */
    public static Optional<Finding> popularity(Dataset train, Dataset test, Popularity used, EventSemantics semantics) {
        int tracks = train.catalog().trackCount();
        if (used.catalogSize() != tracks) {
            throw new IllegalArgumentException(
                    "popularity has " + used.catalogSize() + " tracks, the training part " + tracks);
        }
        int[] ofTrain = TrainStatistics.listeners(tracks, semantics, train.events());
        int[] ofBoth = TrainStatistics.listeners(tracks, semantics, train.events(), test.events());
        int first = -1;
        int different = 0;
        boolean withTest = true;
        for (int t = 0; t < tracks; t++) {
            if (used.count(t) != ofTrain[t]) {
                first = first < 0 ? t : first;
                different++;
            }
            withTest &= used.count(t) == ofBoth[t];
        }
        if (different == 0) {
            return Optional.empty();
        }
        String message = String.format(
                Locale.ROOT,
                "%,d of %,d tracks have another number of listeners than in training, the first of them: track '%s', %,d"
                        + " instead of %,d%s",
                different,
                tracks,
                train.catalog().tracks().id(first),
                used.count(first),
                ofTrain[first],
                withTest ? "; the numbers are those of training and test together" : "");
        return Optional.of(new Finding(
                Severity.WARNING,
                withTest ? "popularity-with-test" : "popularity-not-of-train",
                message,
                "count in the training part only"));
    }
}
