package io.reco.nd4j.transformer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of a batch in groups of similar length, for products of many sequences at once. Sequences of a group get the length of
 * its longest by rows of zeros at their ends; a group whose sequences have one length and lie side by side needs none, and is
 * computed where it lies. Groups are bounded by what is added to a sequence and by the memory for the logits.
 */
final class AttentionGroups implements AutoCloseable {
    /** Floats of the logits of a group, if it has more than one sequence. */
    private static final int MOST_LOGITS = 1 << 24;
    /** What is taken off the logit of a token that another must not see. */
    private static final float HIDDEN = -1e30f;

    final List<Group> groups = new ArrayList<>();
    private final int[] starts;
    private final int heads;
    private final boolean causal;

    /**
     * Sequences of one length, perhaps by padding.
     *
     * @param sequences B
     * @param length L
     * @param firstRow row of the first token if the sequences lie side by side, else -1
     * @param rows B x L: row of the batch; -1: padding
     * @param mask what is added to logits: L x L of each sequence and head if {@code causal}, else L keys of each; null: nothing
     */
    record Group(
            int sequences,
            int length,
            int firstRow,
            int[] rows,
            @Nullable Nd4jFloats mask) {
        boolean sideBySide() {
            return firstRow >= 0;
        }

        /** Where in a matrix N x H, without pads, the float of each sequence, head and token is: B x H x L; -1: padding. */
        int[] entries(int heads) {
            int[] entries = new int[sequences * heads * length];
            for (int s = 0; s < sequences; s++) {
                for (int h = 0; h < heads; h++) {
                    for (int i = 0; i < length; i++) {
                        int row = rows[s * length + i];
                        entries[(s * heads + h) * length + i] = row < 0 ? -1 : row * heads + h;
                    }
                }
            }
            return entries;
        }
    }

    AttentionGroups(int[] starts, int sequences, int heads, boolean causal, Memory memory) {
        this.starts = Arrays.copyOf(starts, sequences + 1);
        this.heads = heads;
        this.causal = causal;
        int[] order = IntStream.range(0, sequences)
                .filter(s -> length(s) > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer s) -> -length(s)).thenComparingInt(s -> s))
                .mapToInt(s -> s)
                .toArray();
        int from = 0;
        while (from < order.length) {
            int end = from + 1;
            while (end < order.length && joins(order[from], order[end], end + 1 - from)) {
                end++;
            }
            groups.add(group(Arrays.copyOfRange(order, from, end), memory));
            from = end;
        }
    }

    private int length(int sequence) {
        return starts[sequence + 1] - starts[sequence];
    }

    private boolean joins(int longest, int next, int size) {
        int length = length(longest);
        return length(next) >= length - Math.max(4, length / 4) && (long) size * heads * length * length <= MOST_LOGITS;
    }

    private Group group(int[] members, Memory memory) {
        int length = length(members[0]);
        int[] rows = new int[members.length * length];
        boolean sideBySide = true;
        boolean padded = false;
        for (int m = 0; m < members.length; m++) {
            sideBySide &= members[m] == members[0] + m;
            padded |= length(members[m]) < length;
            for (int i = 0; i < length; i++) {
                rows[m * length + i] = i < length(members[m]) ? starts[members[m]] + i : -1;
            }
        }
        Nd4jFloats mask = causal ? causalMask(length, memory) : padded ? keyMask(rows, length, memory) : null;
        return new Group(members.length, length, sideBySide && !padded ? starts[members[0]] : -1, rows, mask);
    }

    private static Nd4jFloats causalMask(int length, Memory memory) {
        float[] values = new float[length * length];
        for (int i = 0; i < length; i++) {
            Arrays.fill(values, i * length + i + 1, (i + 1) * length, HIDDEN);
        }
        return upload(values, memory);
    }

    private Nd4jFloats keyMask(int[] rows, int length, Memory memory) {
        float[] values = new float[rows.length * heads];
        for (int i = 0; i < values.length; i++) {
            int sequence = i / (heads * length);
            values[i] = rows[sequence * length + i % length] < 0 ? HIDDEN : 0;
        }
        return upload(values, memory);
    }

    private static Nd4jFloats upload(float[] values, Memory memory) {
        Nd4jFloats floats = memory.allocate(values.length);
        floats.write(0, values, 0, values.length);
        return floats;
    }

    /** Whether all groups are computed where they lie. */
    boolean sideBySide() {
        return groups.stream().allMatch(Group::sideBySide);
    }

    /** Whether these are the groups of such a batch. */
    boolean fit(int[] otherStarts, int sequences, int otherHeads, boolean otherCausal) {
        return heads == otherHeads
                && causal == otherCausal
                && Arrays.equals(starts, 0, starts.length, otherStarts, 0, sequences + 1);
    }

    @Override
    public void close() {
        for (Group group : groups) {
            if (group.mask != null) {
                group.mask.free();
            }
        }
    }
}
