package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.eval.metric.Truth;

/**
 * Judgements: a grade for items of users. Immutable and thread-safe. Item indices are those of the {@link RunFiles} that read it.
 */
public final class Qrels {
    private final UserRows rows;

    Qrels(UserRows rows) {
        this.rows = rows;
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
        return Truth.graded(rows.items(user), grades);
    }

    UserRows rows() {
        return rows;
    }
}
