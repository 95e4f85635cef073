package io.reco.rerank.config;

import io.reco.core.io.NearestName;
import io.reco.rerank.config.SurfaceFormatException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of a file: what is wrong with it so far, and the names it may use. */
final class Reading {
    /** So many accepted values are told in full. */
    private static final int FEW = 12;

    private final String file;
    private final @Nullable SurfaceResources resources;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Nothing wrong yet.
     *
     * @param file name of the file; empty for values given in code
     * @param resources what the file may name; null: names of resources are not checked
     */
    Reading(String file, @Nullable SurfaceResources resources) {
        this.file = file;
        this.resources = resources;
    }

    /** Values given in code. */
    static Reading ofCode() {
        return new Reading("", null);
    }

    @Nullable
    SurfaceResources resources() {
        return resources;
    }

    void problem(Node.Place place, String message) {
        problems.add(new Problem(place.line(), place.column(), message));
    }

    /** A name that is none of those known; told with the nearest one. */
    void unknown(Node.Place place, String what, String name, Collection<String> known) {
        List<String> names =
                known.stream().sorted(SurfaceResources.BY_CODE_POINT).toList();
        if (names.isEmpty()) {
            problem(place, "unknown " + what + " '" + name + "'; there is none");
            return;
        }
        String message = "unknown " + what + " '" + name + "'; nearest is '" + NearestName.of(name, names) + "'";
        problem(place, names.size() > FEW ? message : message + "; accepted: " + String.join(", ", names));
    }

    boolean isFine() {
        return problems.isEmpty();
    }

    /** Throws when something is wrong: what was read from a file with its places, what was given in code without. */
    void finish() {
        if (!problems.isEmpty()) {
            throw file.isEmpty()
                    ? new IllegalArgumentException(String.join(
                            "; ", problems.stream().map(Problem::message).toList()))
                    : new SurfaceFormatException(file, problems);
        }
    }
}
