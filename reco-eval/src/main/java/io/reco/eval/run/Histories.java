package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.eval.metric.Popularity;
import java.util.Arrays;

/** What users have in training. Immutable and thread-safe. Item indices are those of the {@link RunFiles} that read it. */
public final class Histories {
    private static final int[] NOTHING = new int[0];

    private final String name;
    private final UserRows rows;
    private final int[][] distinct;

    Histories(String name, UserRows rows) {
        this.name = name;
        this.rows = rows;
        this.distinct = new int[rows.users().size()][];
        for (int u = 0; u < distinct.length; u++) {
            distinct[u] = Arrays.stream(rows.items(u)).sorted().distinct().toArray();
        }
    }

    /** {@return the name of the file} */
    public String name() {
        return name;
    }

    /** {@return the users with training items, in order of first appearance} */
    public IdMap users() {
        return rows.users();
    }

    /** The distinct items of a user, ascending; none for a user that is not there. Not to be modified. */
    int[] of(String user) {
        int u = rows.users().indexOf(user);
        return u == IdMap.ABSENT ? NOTHING : distinct[u];
    }

    int[][] all() {
        return distinct;
    }

    /** Users per item, over a catalogue that holds all items. */
    Popularity popularity(IdMap items, int catalogSize) {
        int[] counts = new int[catalogSize];
        for (int[] history : distinct) {
            for (int item : history) {
                counts[item]++;
            }
        }
        return Popularity.of(counts, distinct.length, ranks(items, catalogSize));
    }

    /** Ranks by code point of the first items alone. */
    private static int[] ranks(IdMap items, int size) {
        int[] all = items.codePointRanks();
        return Arrays.copyOf(all, size); // with gaps, which an order does not mind
    }
}
