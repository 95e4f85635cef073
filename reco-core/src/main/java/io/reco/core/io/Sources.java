package io.reco.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sources of one data set by the {@link Role} they play, in the order in which they are read. Immutable.
 *
 * <p>{@code Sources.of("ratings", Source.of(path)).with("users", Source.of("users", stream))}
 */
public final class Sources {
    private final Map<String, List<Source>> byRole;

    private Sources(Map<String, List<Source>> byRole) {
        this.byRole = byRole;
    }

    /** No sources yet. */
    public static Sources none() {
        return new Sources(Map.of());
    }

    /** One source. */
    public static Sources of(String role, Source source) {
        return none().with(role, source);
    }

    /** A copy with one more source; a role may have several. */
    public Sources with(String role, Source source) {
        Map<String, List<Source>> copy = new LinkedHashMap<>(byRole);
        List<Source> list = new ArrayList<>(copy.getOrDefault(role, List.of()));
        list.add(source);
        copy.put(role, List.copyOf(list));
        return new Sources(copy);
    }

    /** The roles that have a source. */
    public Set<String> roles() {
        return Set.copyOf(byRole.keySet());
    }

    /** All sources of a role; may be empty. */
    public List<Source> all(String role) {
        return byRole.getOrDefault(role, List.of());
    }

    /** All sources of all roles. */
    List<Source> all() {
        return byRole.values().stream().flatMap(List::stream).toList();
    }

    /** The source of a role that has at most one. */
    Optional<Source> optional(String role) {
        return all(role).stream().findFirst();
    }

    /** The source of a required role. */
    Source required(String role) {
        return optional(role).orElseThrow(() -> new IllegalArgumentException("no source for '" + role + "'"));
    }

    /**
     * Checks the roles against those of a format.
     *
     * @throws IllegalArgumentException if a required one is missing, one is unknown, or one has too many sources
     */
    void check(DatasetFormat format) {
        Set<String> known = new LinkedHashSet<>();
        for (Role role : format.roles()) {
            known.add(role.name());
            int n = all(role.name()).size();
            if (n == 0 && role.required()) {
                throw new IllegalArgumentException("format " + format.name() + " needs a source '" + role.name() + "' ("
                        + role.fileNames() + "); given: " + byRole.keySet());
            }
            if (n > 1 && !role.many()) {
                throw new IllegalArgumentException("format " + format.name() + " takes one source '" + role.name()
                        + "', given " + n + ": " + all(role.name()));
            }
        }
        for (String role : byRole.keySet()) {
            if (!known.contains(role)) {
                throw new IllegalArgumentException(
                        "format " + format.name() + " has no source '" + role + "'; it has " + known);
            }
        }
    }

    @Override
    public String toString() {
        return "Sources" + byRole;
    }
}
