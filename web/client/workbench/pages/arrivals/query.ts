import { graphql, type ResultOf } from '../../graph/tada';

export const ARRIVED = graphql(`
  query ArrivedMatters($states: [ArrivedMatterState!], $first: Int!, $after: String) {
    arrivedMatters(filter: { states: $states }, first: $first, after: $after) {
      edges {
        node {
          messageId
          partnerName
          number
          kind
          division
          receivedAt
          receivedOn
          reportBy
          state
          petitionNumber
          code
          reason
          unknownFields
          droppedFields
          ignoredFields
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const OPEN = graphql(`
  mutation OpenArrivedMatter($input: OpenArrivedMatterInput!) {
    openArrivedMatter(input: $input) {
      messageId
      number
      kind
      firstReceivedOn
      summary
      text
      requests
      petitioners {
        name
        phone
        landline
        address
        idType
        idNumber
        representative
      }
      anonymous
      peopleCount
      purpose
      contentClass
      contentClassName
      place
      staffConduct
      respondents {
        text
        post
      }
      accused {
        text
        post
      }
      files {
        id
        name
        mediaType
        bytes
        state
        partsHere
        parts
        code
      }
      handing {
        from
        reason
        paperNumber
        paperOn
        reportBy
        points
      }
    }
  }
`);

export const OPEN_FILE = graphql(`
  mutation OpenArrivedFile($input: OpenArrivedFileInput!) {
    openArrivedFile(input: $input) {
      piece
      pieces
      content
    }
  }
`);

export const REFUSE = graphql(`
  mutation RefuseArrivedMatter($input: RefuseArrivedMatterInput!) {
    refuseArrivedMatter(input: $input) {
      messageId
      state
    }
  }
`);

export type Listed = ResultOf<typeof ARRIVED>['arrivedMatters']['edges'][number]['node'];
export type Opened = ResultOf<typeof OPEN>['openArrivedMatter'];
