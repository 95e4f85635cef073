package io.reco.core.data;

import java.util.List;

/**
 * A character (one listening profile; an account may own several) with its raw ids: the form in which it comes in and is
 * shown. Inside, characters live in the columns of {@link Profiles}.
 *
 * @param id raw id of the character
 * @param accountId raw id of the account; empty when not told
 * @param gender gender
 * @param ageBand age band
 * @param region region or country code; empty when not told
 * @param likedArtists artists picked when it was set up
 * @param likedGenres genres picked when it was set up
 * @param dislikedGenres genres it does not want
 * @param blocks what it blocked or snoozed
 * @param explicitAllowed whether explicit tracks may be played to it
 * @param verifiedAdult whether it is known to be an adult
 */
public record Profile(
        String id,
        String accountId,
        Gender gender,
        AgeBand ageBand,
        String region,
        List<String> likedArtists,
        List<String> likedGenres,
        List<String> dislikedGenres,
        List<Block> blocks,
        boolean explicitAllowed,
        boolean verifiedAdult) {

    /** Copies the lists. */
    public Profile {
        likedArtists = List.copyOf(likedArtists);
        likedGenres = List.copyOf(likedGenres);
        dislikedGenres = List.copyOf(dislikedGenres);
        blocks = List.copyOf(blocks);
    }

    /** A character of which nothing but the id is told: explicit tracks allowed, not a verified adult. */
    public static Profile of(String id) {
        return new Profile(
                id, "", Gender.UNKNOWN, AgeBand.UNKNOWN, "", List.of(), List.of(), List.of(), List.of(), true, false);
    }

    /** A copy with this gender and age band. */
    public Profile withDemographics(Gender newGender, AgeBand newAgeBand) {
        return new Profile(
                id,
                accountId,
                newGender,
                newAgeBand,
                region,
                likedArtists,
                likedGenres,
                dislikedGenres,
                blocks,
                explicitAllowed,
                verifiedAdult);
    }

    /** A copy with these disliked genres and blocks. */
    public Profile withAversions(List<String> newDislikedGenres, List<Block> newBlocks) {
        return new Profile(
                id,
                accountId,
                gender,
                ageBand,
                region,
                likedArtists,
                likedGenres,
                newDislikedGenres,
                newBlocks,
                explicitAllowed,
                verifiedAdult);
    }
}
