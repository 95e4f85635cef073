package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.random.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * Some characters are kept from training as a whole: how well are listeners served whom the model has never seen? The first
 * events of each are its fold-in history, with which a query is made; its last ones are asked for.
 *
 * <p>Characters with fewer than two events train. The shares are of the others, rounded, and at least one tests.
 *
 * @param validation share of the characters held out for validation, in [0, 1); 0: no validation part
 * @param test share of the characters held out for the test, in (0, 1)
 * @param lastShare share of a held-out character's events that are asked for, in (0, 1); rounded, at least one and not all
 * @param seed seed of the choice
 */
public record UserHoldOut(double validation, double test, double lastShare, long seed) implements Splitter {
    /** Checks the ranges. */
    public UserHoldOut {
        Shares.requireRoomForTrain(validation, test);
        Shares.requireInside("lastShare", lastShare);
    }

    /** A tenth of the characters validates and a tenth tests, each with the last fifth of its events. */
    public static UserHoldOut ofSeed(long seed) {
        return new UserHoldOut(0.1, 0.1, 0.2, seed);
    }

    @Override
    public Split split(Dataset data) {
        EventLog log = data.events();
        int[] characters = HeldOutCharacters.eligible(log);
        int n = characters.length;
        int tests = Math.max(1, Shares.round(test, n));
        int validations = Shares.round(validation, n);
        if (tests + validations >= n) {
            throw new IllegalArgumentException("data set '" + data.name() + "' has " + n
                    + " characters with two events or more: too few to hold out a share of " + (validation + test)
                    + " and to train");
        }
        new SplitMix64(seed).shuffle(characters);
        Part[] parts = new Part[log.size()];
        Arrays.fill(parts, Part.TRAIN);
        for (int j = 0; j < tests + validations; j++) {
            HeldOutCharacters.assign(log, characters[j], lastShare, j < tests ? Part.TEST : Part.VALIDATION, parts);
        }
        return Split.of(
                data,
                i -> parts[i],
                "user hold-out split: " + tests + " characters test and " + validations
                        + " validate, with the last share of " + lastShare
                        + " of their events; their earlier ones are fold-in history and do not train; seed " + seed,
                List.of());
    }
}
