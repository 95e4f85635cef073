package io.reco.core.recommend;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The {@link Recommendation#source} of a track that no model meant and a {@link FallbackLadder} filled in: {@code fallback:} and
 * the group in which it is popular, {@code fallback:age}. Where several fallbacks agreed on it, their groups are joined by
 * {@code +}: {@code fallback:age+popularity}.
 */
public final class FallbackSource {
    private static final String PREFIX = "fallback:";
    private static final String JOIN = "+";

    private FallbackSource() {}

    /**
     * The source of a track that is there for its popularity in these groups.
     *
     * @param groups names of rungs, at least one, not empty and without {@code +}; joined in ascending order, each once
     */
    public static String of(Collection<String> groups) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a fallback needs a group");
        }
        for (String group : groups) {
            if (group.isEmpty() || group.contains(JOIN)) {
                throw new IllegalArgumentException("group '" + group + "' is empty or has a '+'");
            }
        }
        return PREFIX + String.join(JOIN, new TreeSet<>(groups));
    }

    /** The groups that a source names, ascending; empty when it names none: that of a model. */
    public static List<String> groups(String source) {
        if (!source.startsWith(PREFIX)) {
            return List.of();
        }
        return Arrays.stream(source.substring(PREFIX.length()).split("\\+"))
                .filter(group -> !group.isEmpty())
                .sorted()
                .distinct()
                .toList();
    }
}
