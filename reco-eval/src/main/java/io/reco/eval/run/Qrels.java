package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.eval.metric.Truth;
import it.unimi.dsi.fastutil.ints.Int2DoubleLinkedOpenHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Judgements: a grade for items of users, and maybe a gain. Immutable and thread-safe. Item indices are those of the {@link RunFiles} that
 * read it.
 */
public final class Qrels {
    private final UserRows rows;
    private final @Nullable UserRows gains;

    Qrels(UserRows rows) {
        this(rows, null);
    }

    private Qrels(UserRows rows, @Nullable UserRows gains) {
        this.rows = rows;
        this.gains = gains;
    }

    /** The same judgements with gains. */
    Qrels withGains(UserRows newGains) {
        return new Qrels(rows, newGains);
    }

    /** {@return whether there is a table of gains: then an item of no row in it was not heard} */
    public boolean hasGains() {
        return gains != null;
    }

    /** {@return the judged users, in order of first appearance} */
    public IdMap users() {
        return rows.users();
    }

    /** {@return the number of judgements} */
    public int size() {
        return rows.items().length;
    }

    /**
     * {@return the judgements of a user}
     *
     * @param user index in {@link #users}
     */
    public Truth truth(int user) {
        double[] values = rows.values(user);
        int[] grades = new int[values.length];
        for (int i = 0; i < grades.length; i++) {
            grades[i] = (int) values[i];
        }
        Truth graded = Truth.graded(rows.items(user), grades);
        if (gains == null) {
            return graded;
        }
        int heard = gains.users().indexOf(users().id(user));
        return heard == IdMap.ABSENT
                ? weighted(graded, new int[0], new double[0])
                : weighted(graded, gains.items(heard), gains.values(heard));
    }

    private static Truth weighted(Truth graded, int[] items, double[] gains) {
        Int2DoubleLinkedOpenHashMap all = new Int2DoubleLinkedOpenHashMap();
        for (int i = 0; i < graded.size(); i++) {
            all.put(graded.item(i), Double.NaN);
        }
        for (int i = 0; i < items.length; i++) {
            all.put(items[i], gains[i]);
        }
        int[] judged = all.keySet().toIntArray();
        int[] grades = new int[judged.length];
        for (int i = 0; i < judged.length; i++) {
            grades[i] = graded.gradeOf(judged[i]);
        }
        return Truth.weighted(judged, grades, all.values().toDoubleArray());
    }
}
