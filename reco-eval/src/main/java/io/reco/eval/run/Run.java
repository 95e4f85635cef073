package io.reco.eval.run;

import io.reco.core.data.IdMap;

/**
 * What one system recommends: scored items for users, in file order. Immutable and thread-safe. Item indices are those of the {@link
 * RunFiles} that read or built it.
 */
public final class Run {
    private final String name;
    private final UserRows rows;

    Run(String name, UserRows rows) {
        this.name = name;
        this.rows = rows;
    }

    /** {@return what it is called in messages and tables, the name of its file} */
    public String name() {
        return name;
    }

    /** {@return the users with a list, in order of first appearance} */
    public IdMap users() {
        return rows.users();
    }

    /** {@return the number of recommended items over all users} */
    public int size() {
        return rows.items().length;
    }

    /**
     * {@return the items of a user, in file order. A copy}
     *
     * @param user index in {@link #users}
     */
    public int[] items(int user) {
        return rows.items(user);
    }

    /**
     * {@return the scores of a user's items. A copy}
     *
     * @param user index in {@link #users}
     */
    public double[] scores(int user) {
        return rows.values(user);
    }
}
