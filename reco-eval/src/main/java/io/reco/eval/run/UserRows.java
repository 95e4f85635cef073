package io.reco.eval.run;

import io.reco.core.data.IdMap;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Items with a number for every user, as compressed rows: those of user u are at {@code offsets[u]} to {@code offsets[u + 1]}, in the
 * order in which they were added.
 *
 * @param users ids in order of first appearance
 * @param offsets length is the number of users + 1
 * @param items dense item indices
 * @param values one per item
 */
@SuppressWarnings("ArrayRecordComponent") // large; compared by nobody
record UserRows(IdMap users, int[] offsets, int[] items, double[] values) {

    /** A user's items. A copy. */
    int[] items(int user) {
        return Arrays.copyOfRange(items, offsets[user], offsets[user + 1]);
    }

    /** A user's values. A copy. */
    double[] values(int user) {
        return Arrays.copyOfRange(values, offsets[user], offsets[user + 1]);
    }

    /**
     * Takes rows in any order of users. Rows of one user that follow each other are one segment, so that a file that is grouped by
     * user is stored without a column of users.
     */
    static final class Builder {
        private final IdMap.Builder users = new IdMap.Builder();
        private final IntArrayList segmentUsers = new IntArrayList();
        private final IntArrayList segmentStarts = new IntArrayList();
        private final IntArrayList items = new IntArrayList();
        private final DoubleArrayList values = new DoubleArrayList();

        /** The index of a user, whose rows follow. */
        int user(String id) {
            return segment(users.add(id));
        }

        /** As {@link #user(String)}, for bytes known to be UTF-8. */
        int user(byte[] utf8, int from, int to) {
            return segment(users.addUtf8(utf8, from, to));
        }

        private int segment(int user) {
            if (segmentUsers.isEmpty() || segmentUsers.getInt(segmentUsers.size() - 1) != user) {
                segmentUsers.add(user);
                segmentStarts.add(items.size());
            }
            return user;
        }

        /** Adds a row for the last user. */
        void add(int item, double value) {
            items.add(item);
            values.add(value);
        }

        int size() {
            return items.size();
        }

        UserRows build() {
            IdMap ids = users.build();
            int[] offsets = new int[ids.size() + 1];
            for (int s = 0; s < segmentUsers.size(); s++) {
                offsets[segmentUsers.getInt(s) + 1] += end(s) - segmentStarts.getInt(s);
            }
            for (int u = 0; u < ids.size(); u++) {
                offsets[u + 1] += offsets[u];
            }
            if (segmentUsers.size() == ids.size()) { // grouped, and in order of first appearance
                return new UserRows(ids, offsets, items.toIntArray(), values.toDoubleArray());
            }
            int[] next = offsets.clone();
            int[] grouped = new int[items.size()];
            double[] groupedValues = new double[items.size()];
            for (int s = 0; s < segmentUsers.size(); s++) {
                int start = segmentStarts.getInt(s);
                int length = end(s) - start;
                int to = next[segmentUsers.getInt(s)];
                items.getElements(start, grouped, to, length);
                values.getElements(start, groupedValues, to, length);
                next[segmentUsers.getInt(s)] += length;
            }
            return new UserRows(ids, offsets, grouped, groupedValues);
        }

        private int end(int segment) {
            return segment + 1 < segmentStarts.size() ? segmentStarts.getInt(segment + 1) : items.size();
        }
    }
}
