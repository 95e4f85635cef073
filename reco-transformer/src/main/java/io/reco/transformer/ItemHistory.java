package io.reco.transformer;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history in items of a model, with the profile of whoever has it. The arrays are shared: do not modify.
 *
 * @param items oldest first, repeats included
 * @param millis their times in epoch milliseconds, same length; {@link EventLog#NO_TIME} where there is none
 * @param gender gender, {@link Gender#UNKNOWN} when not told
 * @param ageBand age band, {@link AgeBand#UNKNOWN} when not told
 */
public record ItemHistory(int[] items, long[] millis, Gender gender, AgeBand ageBand) {
    /** Checks the lengths. */
    public ItemHistory {
        if (items.length != millis.length) {
            throw new IllegalArgumentException(items.length + " items have " + millis.length + " times");
        }
    }

    /** A history without times of somebody of whom nothing is told; ids that the model does not know are passed over. */
    public static ItemHistory of(TransformerModel model, List<String> trackIds) {
        int[] items = trackIds.stream()
                .mapToInt(model.tracks()::indexOf)
                .filter(item -> item != IdMap.ABSENT && model.knows(item))
                .toArray();
        long[] millis = new long[items.length];
        Arrays.fill(millis, EventLog.NO_TIME);
        return new ItemHistory(items, millis, Gender.UNKNOWN, AgeBand.UNKNOWN);
    }

    /** A copy with the latest n events, or all. */
    public ItemHistory latest(int n) {
        int from = Math.max(0, items.length - n);
        return from == 0
                ? this
                : new ItemHistory(
                        Arrays.copyOfRange(items, from, items.length),
                        Arrays.copyOfRange(millis, from, millis.length),
                        gender,
                        ageBand);
    }

    /** A copy with one more event at the end. */
    ItemHistory and(int item, long time) {
        int[] newItems = Arrays.copyOf(items, items.length + 1);
        long[] newMillis = Arrays.copyOf(millis, newItems.length);
        newItems[items.length] = item;
        newMillis[items.length] = time;
        return new ItemHistory(newItems, newMillis, gender, ageBand);
    }

    /** A copy with another profile. */
    public ItemHistory withProfile(Gender newGender, AgeBand newAgeBand) {
        return new ItemHistory(items, millis, newGender, newAgeBand);
    }

    /** Number of events. */
    public int length() {
        return items.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemHistory that
                && Arrays.equals(items, that.items)
                && Arrays.equals(millis, that.millis)
                && gender == that.gender
                && ageBand == that.ageBand;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(items) + Arrays.hashCode(millis);
    }

    @Override
    public String toString() {
        return "ItemHistory[items=" + Arrays.toString(items) + ", millis=" + Arrays.toString(millis) + ", gender="
                + gender + ", ageBand=" + ageBand + "]";
    }
}
