package io.reco.core.recommend;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is recommended when a model has nothing (more) to say, best rung first:
 * <ol>
 *   <li>{@code gender-and-age}: popularity among characters of the same gender and age band;
 *   <li>{@code age}: among those of the same age band;
 *   <li>{@code gender}: among those of the same gender;
 *   <li>{@code region}: among those of the same region;
 *   <li>{@code popularity}: among all characters.
 * </ol>
 *
 * <p>Popularity is the number of distinct characters with a positive event on the track. A rung serves only when what it
 * goes by is told and at least {@code minCharacters} characters of the group have a positive event; the last one always
 * serves and ranks every track of the catalogue. A rung that runs out of tracks is followed by the next one. Ties: id
 * ascending by code point. Fitted from the training data alone.
 *
 * <p>State: one entry of 8 bytes per track and group in which it was heard. Fitting is O(5 events + groups x tracks heard
 * in them x log). Immutable and thread-safe; one ladder may serve many models.
 */
public final class FallbackLadder {
    /** The support a group needs unless told otherwise. */
    public static final int DEFAULT_MIN_CHARACTERS = 20;

    private static final int AGES = AgeBand.values().length;
    private static final int GENDERS = Gender.values().length;

    private final IdMap tracks;
    private final int minCharacters;
    private final @Nullable Rung[] byGenderAndAge;
    private final @Nullable Rung[] byAge;
    private final @Nullable Rung[] byGender;
    private final @Nullable Rung[] byRegion;
    private final Rung overall;

    /**
     * The tracks of one group, most popular first.
     *
     * @param name short name
     * @param basis what an answer from it rests on
     * @param top its tracks
     */
    record Rung(String name, Basis basis, ListenerCounter.Top top) {
        /** The {@link Recommendation#source} of its tracks. */
        String source() {
            return FallbackSource.of(List.of(name));
        }
    }

    private FallbackLadder(Dataset train, EventSemantics semantics, int minCharacters) {
        Profiles profiles = train.profiles();
        this.tracks = train.catalog().tracks();
        this.minCharacters = minCharacters;
        ListenerCounter counter = new ListenerCounter(train, semantics);
        byGenderAndAge = rungs(counter, "gender-and-age", Basis.SIMILAR_PROFILES, GENDERS * AGES, c -> {
            Gender gender = profiles.gender(c);
            AgeBand age = profiles.ageBand(c);
            return gender == Gender.UNKNOWN || age == AgeBand.UNKNOWN ? IdMap.ABSENT : cell(gender, age);
        });
        byAge = rungs(counter, "age", Basis.SIMILAR_PROFILES, AGES, c -> {
            AgeBand age = profiles.ageBand(c);
            return age == AgeBand.UNKNOWN ? IdMap.ABSENT : age.ordinal();
        });
        byGender = rungs(counter, "gender", Basis.SIMILAR_PROFILES, GENDERS, c -> {
            Gender gender = profiles.gender(c);
            return gender == Gender.UNKNOWN ? IdMap.ABSENT : gender.ordinal();
        });
        byRegion = rungs(
                counter, "region", Basis.REGIONAL_POPULARITY, profiles.regions().size(), profiles::region);
        overall = new Rung("popularity", Basis.POPULARITY, counter.everybody());
    }

    /** Fits a ladder whose groups need {@link #DEFAULT_MIN_CHARACTERS} characters. */
    public static FallbackLadder fit(Dataset train, EventSemantics semantics) {
        return fit(train, semantics, DEFAULT_MIN_CHARACTERS);
    }

    /**
     * Fits a ladder.
     *
     * @param train training data
     * @param semantics which events are positive
     * @param minCharacters characters with a positive event that a group needs to serve, 1 or above
     */
    public static FallbackLadder fit(Dataset train, EventSemantics semantics, int minCharacters) {
        if (minCharacters < 1) {
            throw new IllegalArgumentException("minCharacters " + minCharacters + " is not 1 or above");
        }
        return new FallbackLadder(train, semantics, minCharacters);
    }

    /** Tracks by index. */
    public IdMap tracks() {
        return tracks;
    }

    /** The rungs that serve this query, best first; the last one holds every track. */
    List<Rung> rungs(ResolvedQuery query) {
        List<Rung> serving = new ArrayList<>(5);
        Gender gender = query.gender();
        AgeBand age = query.ageBand();
        if (gender != Gender.UNKNOWN && age != AgeBand.UNKNOWN) {
            addIfServing(serving, byGenderAndAge[cell(gender, age)]);
        }
        if (age != AgeBand.UNKNOWN) {
            addIfServing(serving, byAge[age.ordinal()]);
        }
        if (gender != Gender.UNKNOWN) {
            addIfServing(serving, byGender[gender.ordinal()]);
        }
        if (query.regionIdx() != IdMap.ABSENT) {
            addIfServing(serving, byRegion[query.regionIdx()]);
        }
        serving.add(overall);
        return serving;
    }

    private static void addIfServing(List<Rung> serving, @Nullable Rung rung) {
        if (rung != null) {
            serving.add(rung);
        }
    }

    private static int cell(Gender gender, AgeBand age) {
        return gender.ordinal() * AGES + age.ordinal();
    }

    /** One rung per group; null for a group without enough support. */
    private @Nullable Rung[] rungs(
            ListenerCounter counter, String name, Basis basis, int groups, IntUnaryOperator groupOf) {
        int characters = counter.characters();
        int[] starts = new int[groups + 1];
        for (int c = 0; c < characters; c++) {
            int g = groupOf.applyAsInt(c);
            if (g != IdMap.ABSENT) {
                starts[g + 1]++;
            }
        }
        for (int g = 0; g < groups; g++) {
            starts[g + 1] += starts[g];
        }
        int[] members = new int[starts[groups]];
        int[] next = starts.clone();
        for (int c = 0; c < characters; c++) {
            int g = groupOf.applyAsInt(c);
            if (g != IdMap.ABSENT) {
                members[next[g]++] = c;
            }
        }
        @Nullable Rung[] rungs = new Rung[groups];
        for (int g = 0; g < groups; g++) {
            ListenerCounter.Top top = counter.group(Arrays.copyOfRange(members, starts[g], starts[g + 1]));
            rungs[g] = top.characters() < minCharacters ? null : new Rung(name, basis, top);
        }
        return rungs;
    }
}
