package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.Roles;
import org.almoner.campaign.Campaigns;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;

/** What a donor has given. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
class MyGiftsResource {

    private final ListMyGifts list;
    private final ShowMyGift show;
    private final SumUpGiving sumUp;
    private final SendReceiptAgain sendAgain;
    private final Campaigns campaigns;

    MyGiftsResource(
            ListMyGifts list,
            ShowMyGift show,
            SumUpGiving sumUp,
            SendReceiptAgain sendAgain,
            Campaigns campaigns) {
        this.list = list;
        this.show = show;
        this.sumUp = sumUp;
        this.sendAgain = sendAgain;
        this.campaigns = campaigns;
    }

    /** Which gifts, as the query says it. */
    record Wanted(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("campaign") String campaign,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** The donor's gifts, newest first. */
    @GET
    @Path("/gifts")
    @RolesAllowed(Roles.DONOR)
    public Listing<MyGift> list(@BeanParam Wanted wanted) {
        return list.list(
                GiftWish.read(wanted.from(), wanted.to(), wanted.campaign(), campaigns),
                PageRequest.of(wanted.limit(), wanted.cursor()));
    }

    /** One gift. */
    @GET
    @Path("/gifts/{id}")
    @RolesAllowed(Roles.DONOR)
    public MyGift show(@PathParam("id") String id) {
        return show.show(PathId.read(id));
    }

    /** What came together, by year and currency. */
    @GET
    @Path("/giving-summary")
    @RolesAllowed(Roles.DONOR)
    public SumUpGiving.GivingSummary sumUp() {
        return sumUp.sumUp();
    }

    /** Sends the receipt of a gift once more. */
    @POST
    @Path("/gifts/{id}/receipt-deliveries")
    @RolesAllowed(Roles.DONOR)
    public Response sendAgain(@PathParam("id") String id) {
        return Response.accepted(sendAgain.send(PathId.read(id))).build();
    }
}
